package org.minori.content.web;

import org.jspecify.annotations.Nullable;
import org.minori.content.SenderProfile;

/** The sender as it was typed or sent in; empty where nobody has said yet who it is. */
record SenderForm(
        @Nullable String fromName,
        @Nullable String fromAddress,
        @Nullable String replyTo,
        @Nullable String company,
        @Nullable String postalAddress,
        @Nullable String contact) {

    static SenderForm of(SenderProfile profile) {
        return profile.placeholder()
                ? new SenderForm("", "", "", "", "", "")
                : new SenderForm(
                        profile.fromName(),
                        profile.fromAddress(),
                        profile.replyTo(),
                        profile.company(),
                        profile.postalAddress(),
                        profile.contact());
    }

    SenderProfile profile() {
        return new SenderProfile(
                EmailForm.text(fromName),
                EmailForm.text(fromAddress),
                replyTo,
                EmailForm.text(company),
                EmailForm.text(postalAddress),
                EmailForm.text(contact),
                false);
    }
}
