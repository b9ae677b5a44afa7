package org.minori.content;

/** An e-mail as other modules see it. */
public record EmailTemplate(String key, String name, String subject, Kind kind, int version) {

    /** Whether the law on advertising mail applies to it. */
    public enum Kind {
        MARKETING,
        TRANSACTIONAL
    }
}
