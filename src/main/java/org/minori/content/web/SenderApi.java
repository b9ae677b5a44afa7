package org.minori.content.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.minori.content.SenderProfile;
import org.minori.content.SenderProfiles;
import org.minori.web.AllowScope;
import org.minori.web.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who our mails come from, for whoever sets an installation up without its pages. */
@RestController
@RequestMapping("/api/v1/sender")
@AllowScope(Scopes.CONTENT)
class SenderApi {

    private final SenderProfiles senders;

    SenderApi(SenderProfiles senders) {
        this.senders = senders;
    }

    @Schema(name = "Sender")
    record SenderJson(
            boolean set,
            String fromName,
            String fromAddress,
            @Nullable String replyTo,
            String company,
            String postalAddress,
            String contact) {

        static SenderJson of(SenderProfile profile) {
            var form = SenderForm.of(profile);
            return new SenderJson(
                    !profile.placeholder(),
                    EmailForm.text(form.fromName()),
                    EmailForm.text(form.fromAddress()),
                    profile.replyTo(),
                    EmailForm.text(form.company()),
                    EmailForm.text(form.postalAddress()),
                    EmailForm.text(form.contact()));
        }
    }

    @Operation(operationId = "getSender", summary = "Shows who mails come from and whether it is set.")
    @GetMapping
    SenderJson sender() {
        return SenderJson.of(senders.current());
    }

    @Operation(
            operationId = "saveSender",
            summary = "Sets who mails come from, with what the law wants in each of them.")
    @PutMapping
    SenderJson save(@RequestBody SenderForm body) {
        senders.save(body.profile());
        return sender();
    }
}
