package org.minori.contacts;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Guesses what a column holds from what people in Japan and elsewhere write above it. */
final class HeaderLikeness {

    private static final Pattern NOISE = Pattern.compile("[\\s\\u3000_\\-‐・:：.*＊※()（）\\[\\]【】「」/／]+");
    private static final Map<String, String> EXACT = new HashMap<>();
    private static final String LAST_OF_EIGHT = plain("'?'を含んだデータ");
    private static final int ENOUGH_IN_FIRST = 2;
    private static final int ENOUGH_IN_LATER = 3;

    static {
        known(
                "email",
                "メールアドレス",
                "メール",
                "eメール",
                "eメールアドレス",
                "電子メール",
                "e-mail",
                "email",
                "mail",
                "mailaddress",
                "e-mailアドレス",
                "emailaddress",
                "メアド",
                "アドレス",
                "メールアドレス1",
                "email1",
                "会社メールアドレス",
                "連絡先メールアドレス",
                "pcメール",
                "ご担当者メールアドレス");
        known(
                "externalId",
                "外部id",
                "externalid",
                "顧客id",
                "顧客番号",
                "会員番号",
                "会員id",
                "customerid",
                "crmid",
                "お客様番号",
                "leadid",
                "contactid",
                "管理番号",
                "顧客コード");
        known(
                ImportTarget.FULL_NAME,
                "氏名",
                "名前",
                "お名前",
                "ご芳名",
                "芳名",
                "姓名",
                "担当者",
                "担当者名",
                "ご担当者名",
                "ご担当者様",
                "fullname",
                "name",
                "contactname",
                "氏名漢字",
                "お名前漢字",
                "名刺氏名",
                "来場者名",
                "参加者名");
        known(
                ImportTarget.FULL_NAME_KANA,
                "フリガナ",
                "ふりがな",
                "カナ",
                "氏名カナ",
                "氏名フリガナ",
                "氏名かな",
                "お名前カナ",
                "お名前フリガナ",
                "名前カナ",
                "ヨミガナ",
                "よみがな",
                "読み",
                "ヨミ",
                "読み仮名",
                "fullnamekana",
                "kana",
                "namekana",
                "氏名ふりがな");
        known(
                "lastName",
                "姓",
                "苗字",
                "名字",
                "氏",
                "姓漢字",
                "お名前姓",
                "lastname",
                "familyname",
                "surname",
                "氏名姓",
                "sei",
                "last");
        known("firstName", "名", "名漢字", "お名前名", "firstname", "givenname", "氏名名", "mei", "first");
        known(
                "lastNameKana",
                "セイ",
                "せい",
                "姓カナ",
                "姓フリガナ",
                "姓ふりがな",
                "姓かな",
                "フリガナ姓",
                "フリガナセイ",
                "カナ姓",
                "lastnamekana",
                "seikana",
                "姓ヨミ");
        known(
                "firstNameKana",
                "メイ",
                "めい",
                "名カナ",
                "名フリガナ",
                "名ふりがな",
                "名かな",
                "フリガナ名",
                "フリガナメイ",
                "カナ名",
                "firstnamekana",
                "meikana",
                "名ヨミ");
        known(
                "company",
                "会社名",
                "会社",
                "貴社名",
                "御社名",
                "企業名",
                "企業",
                "勤務先",
                "勤務先名",
                "法人名",
                "組織名",
                "団体名",
                "社名",
                "所属",
                "所属先",
                "会社団体名",
                "貴社名団体名",
                "company",
                "companyname",
                "organization",
                "organisation",
                "account",
                "accountname");
        known("department", "部署", "部署名", "所属部署", "部門", "部門名", "部課名", "ご所属", "ご所属部署", "department", "division", "部署役職");
        known("jobTitle", "役職", "役職名", "肩書", "肩書き", "職位", "ご役職", "jobtitle", "title", "position", "職種役職");
        known(
                "phone",
                "電話番号",
                "電話",
                "tel",
                "会社電話番号",
                "代表電話",
                "代表電話番号",
                "連絡先",
                "連絡先電話番号",
                "直通電話",
                "phone",
                "phonenumber",
                "telephone",
                "tel1",
                "tel会社",
                "お電話番号",
                "会社電話",
                "ご連絡先");
        known("mobilePhone", "携帯", "携帯電話", "携帯電話番号", "携帯番号", "モバイル", "mobile", "mobilephone", "cellphone");
        known("postalCode", "郵便番号", "〒", "zip", "zipcode", "postalcode", "postcode");
        known("prefecture", "都道府県", "県", "都道府県名", "prefecture", "state");
        known("address", "住所", "所在地", "会社住所", "ご住所", "address", "住所1", "勤務先住所");
        known("industry", "業種", "業界", "業種名", "industry");
        known("employees", "従業員数", "社員数", "従業員規模", "employees", "numberofemployees");
        known("note", "備考", "メモ", "コメント", "note", "notes", "memo", "comment", "comments");
        known("locale", "言語", "language", "locale");
        known("timeZone", "タイムゾーン", "timezone");
        known(
                "trackingConsent",
                "計測同意",
                "計測への同意",
                "トラッキング同意",
                "トラッキングの同意",
                "開封計測同意",
                "trackingconsent",
                "trackingoptin",
                "consenttotracking");
        known(ImportTarget.CARD_DAY, "名刺交換日", "名刺交換日付", "交換日");
        known(ImportTarget.TAGS, "タグ", "tag", "tags");
    }

    private HeaderLikeness() {}

    private static void known(String target, String... spellings) {
        for (var spelling : spellings) {
            EXACT.put(plain(spelling), target);
        }
    }

    /** A target for each header, nothing where none is likely; no field is given twice. */
    static List<String> targets(List<String> headers, List<ContactField> fields) {
        var byName = new HashMap<>(EXACT);
        for (var field : fields) {
            byName.putIfAbsent(plain(field.labelJa()), field.key());
            byName.putIfAbsent(plain(field.labelEn()), field.key());
            byName.put(plain(field.key()), field.key());
        }
        var keys = new HashSet<String>();
        fields.forEach(field -> keys.add(field.key()));
        var taken = new HashSet<String>();
        var targets = new ArrayList<String>();
        for (var header : headers) {
            var target = byName.getOrDefault(plain(header), ImportTarget.NOTHING);
            boolean exists = ImportTarget.isSpecial(target) || keys.contains(target);
            targets.add(exists && (target.isEmpty() || taken.add(target)) ? target : ImportTarget.NOTHING);
        }
        return withTagColumns(headers, targets);
    }

    /** Eight ends its own columns with the one about unreadable letters and gives each tag a column behind it. */
    private static List<String> withTagColumns(List<String> headers, List<String> targets) {
        int last = headers.stream().map(HeaderLikeness::plain).toList().indexOf(LAST_OF_EIGHT);
        for (int i = last + 1; last >= 0 && i < headers.size(); i++) {
            targets.set(i, targets.get(i).isEmpty() ? ImportTarget.TAG_COLUMN : targets.get(i));
        }
        return targets;
    }

    /**
     * Which of the first rows holds the headers: the first one, unless it says nothing while a later one is full of words
     * for what a contact has, as behind the notes that exports of cards and lists of exhibitions begin with.
     */
    static int headerRow(List<List<String>> first, List<ContactField> fields) {
        if (first.isEmpty() || known(first.get(0), fields) >= ENOUGH_IN_FIRST) {
            return 0;
        }
        for (int i = 1; i < first.size(); i++) {
            if (known(first.get(i), fields) >= ENOUGH_IN_LATER) {
                return i;
            }
        }
        return 0;
    }

    private static long known(List<String> cells, List<ContactField> fields) {
        return targets(cells, fields).stream()
                .filter(target -> !target.isEmpty() && !target.equals(ImportTarget.TAG_COLUMN))
                .count();
    }

    private static String plain(String header) {
        var folded = Spelling.foldAscii(header).toLowerCase(Locale.ROOT);
        return NOISE.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                .replaceAll("")
                .replace("必須", "")
                .replace("任意", "");
    }
}
