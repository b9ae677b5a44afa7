package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.minori.contacts.ContactId;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailTemplate.Kind;
import org.minori.delivery.DeliverySettings.Doubtful;
import org.minori.delivery.SendingRights.Send;
import org.minori.delivery.SendingRights.Wait;
import org.minori.storage.Utc;
import org.minori.support.SinkSmtp.Phase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Who may be written to, and when: asked when a mail is claimed, and again just before it goes out. */
class SendingRightsTests extends SendingTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Autowired
    ContentLibrary content;

    @Test
    void sendsNothingToAnAddressThatWasSuppressedInTheMiddleOfARun() {
        var addresses = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            String address = Mails.address();
            mails.queue(mails.consenting(address), email);
            addresses.add(address);
        }
        var refused = new HashSet<String>();
        sink.fails((phase, argument) -> {
            if (phase == Phase.DOT && sink.count() == 10) {
                addresses.subList(20, 60).forEach(address -> {
                    suppressions.add(address, Suppressions.Reason.UNSUBSCRIBED, null, null);
                    refused.add(address);
                });
            }
            return null;
        });

        mails.sendDue(server());

        assertThat(refused).hasSize(40);
        assertThat(refused)
                .allSatisfy(address -> assertThat(sink.acceptedFor(address)).isEmpty());
        assertThat(sink.count()).isEqualTo(20);
    }

    @Test
    void asksForTheRightToSendWhenTheMailIsClaimed() {
        long without = mails.queue(mails.contact(Mails.address(), null), email);
        String receipt = mails.email(Kind.TRANSACTIONAL, "<p>領収書</p>");
        long transactional = mails.queue(mails.contact(Mails.address(), null), receipt);
        var withSales = mails.consenting(Mails.address());
        long owned = mails.queue(withSales, email);
        long also = mails.queue(
                new EmailRequest("also:" + withSales, withSales, email, "test", null, null, false, false, true));
        transaction.executeWithoutResult(status -> contacts.move(withSales, Stage.MQL, LeadOwner.SALES));
        var late = mails.consenting(Mails.address());
        long expired = mails.queue(
                new EmailRequest("late:" + late, late, email, "test", null, Duration.ofHours(1), false, false, false));
        long sendLate = mails.queue(new EmailRequest(
                "sendLate:" + late, late, email, "test", null, Duration.ofHours(1), true, false, false));
        for (long mail : new long[] {expired, sendLate}) {
            jdbc.sql("UPDATE outbox_mail SET created_at = ? WHERE id = ?")
                    .params(Utc.of(Instant.now().minus(Duration.ofHours(2))), mail)
                    .update();
        }

        mails.sendDue(server());

        assertThat(mails.reason(without)).isEqualTo("noConsent");
        assertThat(mails.state(transactional)).isEqualTo(MailState.SENT);
        assertThat(mails.reason(owned)).isEqualTo("withSales");
        assertThat(mails.state(also)).isEqualTo(MailState.SENT);
        assertThat(mails.state(expired)).isEqualTo(MailState.EXPIRED);
        assertThat(mails.state(sendLate)).isEqualTo(MailState.SENT);
    }

    @Test
    void waitsForTheEndOfTheQuietHoursByTheReadersClock() {
        long quiet = mails.queue(mails.consenting(Mails.address()), email);
        var abroad = mails.consenting(Mails.address());
        jdbc.sql("UPDATE contact SET time_zone = 'America/New_York' WHERE id = ?")
                .param(abroad.value())
                .update();
        long daytime = mails.queue(abroad, email);
        var any = mails.consenting(Mails.address());
        long anyHour = mails.queue(new EmailRequest("any:" + any, any, email, "test", null, null, true, true, false));
        String receipt = mails.email(Kind.TRANSACTIONAL, "<p>領収書</p>");
        long transactional = mails.queue(mails.consenting(Mails.address()), receipt);
        var elevenAtNight = LocalDate.now(TOKYO).plusDays(1).atTime(23, 0).atZone(TOKYO);

        var verdicts = rights(0, LocalTime.of(21, 0), elevenAtNight.toInstant()).of(claimed());

        assertThat(verdicts.get(quiet))
                .isEqualTo(new Wait(elevenAtNight.plusHours(9).toInstant(), "quietHours"));
        assertThat(List.of(verdicts.get(daytime), verdicts.get(anyHour), verdicts.get(transactional)))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Send.class));
    }

    @Test
    void hoursOfTheOriginHoldInsteadOfTheUsualQuietHours() {
        var own = mails.consenting(Mails.address());
        long early = mails.queue(new EmailRequest("own:" + own, own, email, "early", null, null, true, false, false));
        var late = mails.consenting(Mails.address());
        long tomorrow =
                mails.queue(new EmailRequest("own:" + late, late, email, "late", null, null, true, false, false));
        long any = mails.queue(new EmailRequest("any:" + late, late, email, "late", null, null, true, true, false));
        long usual = mails.queue(mails.consenting(Mails.address()), email);
        var elevenAtNight =
                LocalDate.now(TOKYO).plusDays(1).atTime(23, 0).atZone(TOKYO).toInstant();
        var tomorrowNoon = elevenAtNight.plus(Duration.ofHours(13));
        MailHours hours = (origin, now, zone) -> switch (origin) {
            case "early" -> Optional.of(now);
            case "late" -> Optional.of(tomorrowNoon);
            default -> Optional.empty();
        };

        var verdicts = rights(0, LocalTime.of(21, 0), elevenAtNight, hours).of(claimed());

        assertThat(List.of(verdicts.get(early), verdicts.get(any)))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Send.class));
        assertThat(verdicts.get(tomorrow)).isEqualTo(new Wait(tomorrowNoon, "quietHours"));
        assertThat(verdicts.get(usual)).isEqualTo(new Wait(elevenAtNight.plus(Duration.ofHours(9)), "quietHours"));
    }

    @Test
    void keepsToSoManyMarketingMailsAContactADay() {
        var contact = mails.consenting(Mails.address());
        long first = mails.queue(contact, email);
        mails.sendDue(server());
        var sent = Instant.now();
        long second = mails.queue(contact, email);
        long third = mails.queue(contact, email);
        String receipt = mails.email(Kind.TRANSACTIONAL, "<p>領収書</p>");
        long transactional = mails.queue(contact, receipt);
        var claimed = claimed();

        var atOnce = rights(2, null, sent).of(claimed);
        var nextDay =
                rights(2, null, sent.plus(Duration.ofHours(23).plusMinutes(59))).of(claimed);
        var later = rights(2, null, sent.plus(Duration.ofHours(25))).of(claimed);

        assertThat(mails.state(first)).isEqualTo(MailState.SENT);
        assertThat(List.of(atOnce.get(second), atOnce.get(third)))
                .as("one more, the other when the first is a day old")
                .satisfiesOnlyOnce(verdict -> assertThat(verdict).isInstanceOf(Send.class))
                .satisfiesOnlyOnce(verdict -> assertThat(verdict)
                        .isInstanceOfSatisfying(
                                Wait.class,
                                wait -> assertThat(wait.until())
                                        .isBetween(sent.plus(Duration.ofHours(23)), sent.plus(Duration.ofHours(24)))));
        assertThat(List.of(nextDay.get(second), nextDay.get(third)))
                .satisfiesOnlyOnce(verdict -> assertThat(verdict).isInstanceOf(Send.class));
        assertThat(List.of(later.get(second), later.get(third)))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Send.class));
        assertThat(atOnce.get(transactional)).isInstanceOf(Send.class);
    }

    @Test
    void keepsToSoManyMailsOfAScenarioInSevenDays() {
        var contact = mails.consenting(Mails.address());
        long first = of(contact, "scenario:welcome/First");
        mails.sendDue(server());
        var sent = Instant.now();
        long second = of(contact, "scenario:welcome/Second");
        long third = of(contact, "scenario:welcome/Third");
        long other = of(contact, "scenario:other/First");
        var claimed = claimed();
        var asked = new ArrayList<String>();
        MailCaps two = origin -> {
            asked.add(origin.replaceAll("/.*", ""));
            return origin.startsWith("scenario:welcome/") ? Optional.of(2) : Optional.empty();
        };

        var afterADay = rights(0, null, sent.plus(Duration.ofDays(1)), two).of(claimed);
        assertThat(asked).as("once for all mails of one scenario").doesNotHaveDuplicates();
        var afterAWeek = rights(0, null, sent.plus(Duration.ofDays(8)), two).of(claimed);

        assertThat(mails.state(first)).isEqualTo(MailState.SENT);
        assertThat(List.of(afterADay.get(second), afterADay.get(third)))
                .as("one more, the other when the first is seven days old")
                .satisfiesOnlyOnce(verdict -> assertThat(verdict).isInstanceOf(Send.class))
                .satisfiesOnlyOnce(verdict -> assertThat(verdict).isInstanceOfSatisfying(Wait.class, wait -> {
                    assertThat(wait.reason()).isEqualTo("scenarioCap");
                    assertThat(wait.until()).isBetween(sent.plus(Duration.ofDays(6)), sent.plus(Duration.ofDays(7)));
                }));
        assertThat(afterADay.get(other)).isInstanceOf(Send.class);
        assertThat(List.of(afterAWeek.get(second), afterAWeek.get(third)))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Send.class));
    }

    private long of(ContactId contact, String origin) {
        return mails.queue(new EmailRequest(origin + contact, contact, email, origin, null, null, true, false, false));
    }

    private List<OutboxMail> claimed() {
        return rows.claim("test#boot/one", 20, Duration.ofSeconds(60), false);
    }

    /** As another installation would have it, at another time; with quiet hours until 8 where they begin. */
    private SendingRights rights(int perContactADay, LocalTime quietFrom, Instant now, Object... own) {
        var beans = new StaticListableBeanFactory();
        for (var one : own) {
            beans.addBean("own " + one, one);
        }
        var settings = new DeliverySettings(
                "test",
                4,
                20,
                Duration.ofSeconds(60),
                Doubtful.RESEND,
                Duration.ofDays(30),
                Duration.ofDays(30),
                perContactADay,
                quietFrom,
                quietFrom == null ? null : LocalTime.of(8, 0),
                null);
        return new SendingRights(
                contacts,
                content,
                suppressions,
                settings,
                beans.getBeanProvider(MailHours.class),
                beans.getBeanProvider(MailCaps.class),
                jdbc,
                Clock.fixed(now, ZoneOffset.UTC),
                TOKYO);
    }
}
