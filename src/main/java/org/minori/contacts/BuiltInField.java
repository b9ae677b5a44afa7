package org.minori.contacts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.minori.contacts.ContactField.Type;

/** What every contact has a column for; everything else is a custom field. */
enum BuiltInField {
    EMAIL("email", "email", 254, "メールアドレス", "E-mail"),
    EXTERNAL_ID("externalId", "external_id", 191, "外部ID", "External ID"),
    LAST_NAME("lastName", "last_name", 100, "姓", "Last name"),
    FIRST_NAME("firstName", "first_name", 100, "名", "First name"),
    LAST_NAME_KANA("lastNameKana", "last_name_kana", 100, "姓(フリガナ)", "Last name (kana)"),
    FIRST_NAME_KANA("firstNameKana", "first_name_kana", 100, "名(フリガナ)", "First name (kana)"),
    COMPANY("company", "company.name", 200, "会社名", "Company"),
    DEPARTMENT("department", "department", 200, "部署", "Department"),
    JOB_TITLE("jobTitle", "job_title", 200, "役職", "Job title"),
    PHONE("phone", "phone", 40, "電話番号", "Phone"),
    LOCALE("locale", "locale", 35, "言語", "Language"),
    TIME_ZONE("timeZone", "time_zone", 60, "タイムゾーン", "Time zone"),
    TRACKING_CONSENT("trackingConsent", "tracking_consent", 10, "開封・クリック計測への同意", "Tracking consent"),
    COMPANY_INDUSTRY("companyIndustry", "company.industry", 0, "企業の業種", "Company's industry"),
    COMPANY_EMPLOYEES("companyEmployees", "company.employees", 0, "企業の従業員数", "Company's employees"),
    SOURCE("source", "source", 0, "登録元", "Source"),
    CREATED_AT("createdAt", "created_at", 0, "登録日", "Created");

    private static final Map<String, BuiltInField> BY_KEY = Arrays.stream(values())
            .collect(Collectors.toMap(field -> field.key.toLowerCase(Locale.ROOT), field -> field));

    final String key;
    final String column;
    final int longest;
    private final String labelJa;
    private final String labelEn;

    BuiltInField(String key, String column, int longest, String labelJa, String labelEn) {
        this.key = key;
        this.column = column;
        this.longest = longest;
        this.labelJa = labelJa;
        this.labelEn = labelEn;
    }

    static Optional<BuiltInField> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key.toLowerCase(Locale.ROOT)));
    }

    boolean writable() {
        return longest > 0;
    }

    /** Whether a contact is found by it in the list, so that its search row has to follow. */
    boolean searchable() {
        return switch (this) {
            case EMAIL, LAST_NAME, FIRST_NAME, LAST_NAME_KANA, FIRST_NAME_KANA, COMPANY, PHONE, EXTERNAL_ID -> true;
            default -> false;
        };
    }

    /** Whether more is written than its column: the search row, or the proof of what a person agreed to. */
    boolean leavesTraces() {
        return searchable() || this == TRACKING_CONSENT;
    }

    ContactField asField() {
        var type = switch (this) {
            case COMPANY_EMPLOYEES -> Type.NUMBER;
            case CREATED_AT -> Type.DATE;
            default -> Type.TEXT;
        };
        return new ContactField(key, labelJa, labelEn, type, column);
    }
}
