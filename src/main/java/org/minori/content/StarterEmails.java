package org.minori.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.minori.content.EmailDraft.Format;
import org.minori.content.EmailTemplate.Kind;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Puts the e-mails of the shipped scenarios into an empty library, so that a first run has something to send. */
@Component
@Order(StarterEmails.BEFORE_THE_SCENARIOS_THAT_SEND_THEM)
class StarterEmails implements ApplicationRunner {

    static final int BEFORE_THE_SCENARIOS_THAT_SEND_THEM = 100;

    private record Starter(String key, String name, String subject) {}

    private static final List<Starter> STARTERS = List.of(
            new Starter("document-thanks", "資料請求：お礼と資料", "ご請求いただいた資料をお届けします"),
            new Starter("document-case-study", "資料請求：導入事例", "同じ課題を、他社はこう解決しました"),
            new Starter("exhibition-thanks", "展示会：来場のお礼", "展示会でのご来場、ありがとうございました"),
            new Starter("exhibition-offer-a", "展示会：デモのご案内（A）", "30分のオンラインデモのご案内"),
            new Starter("exhibition-offer-b", "展示会：チェックリスト（B）", "5分でできる、業務の見直しチェックリスト"),
            new Starter("recovery-news", "失注：その後の改善のお知らせ", "以前ご検討いただいてからの、3つの変化"),
            new Starter("recovery-invitation", "失注：勉強会へのご招待", "少人数の勉強会にご招待いたします"));

    private final EmailEditing editing;

    StarterEmails(EmailEditing editing) {
        this.editing = editing;
    }

    static boolean isOne(String key) {
        return STARTERS.stream().anyMatch(starter -> starter.key().equals(key));
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!editing.list().isEmpty()) {
            return;
        }
        STARTERS.forEach(starter -> editing.save(new EmailDraft(
                starter.key(),
                starter.name(),
                starter.subject(),
                Kind.MARKETING,
                Format.MJML,
                source(starter.key()),
                null)));
    }

    private static String source(String key) {
        try {
            return new ClassPathResource("starter/emails/" + key + ".mjml").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
