package org.minori.contacts;

/** Why we may write to somebody (特定電子メール法 3条1項): opt-in, a card that was handed over, an existing business relation, a published business address. */
public enum ConsentBasis {
    OPT_IN,
    BUSINESS_CARD,
    BUSINESS_RELATION,
    PUBLISHED_ADDRESS
}
