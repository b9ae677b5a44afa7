package org.minori.contacts;

/** What two records of perhaps the same person have in common; the address is no kind, since it is one person's alone already. */
public enum MatchKind {
    EXTERNAL_ID("external_key"),
    PHONE("phone_key"),
    NAME("name_key"),
    KANA("kana_key");

    final String column;

    MatchKind(String column) {
        this.column = column;
    }
}
