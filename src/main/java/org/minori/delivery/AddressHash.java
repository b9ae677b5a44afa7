package org.minori.delivery;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.minori.administration.ServerSecrets;
import org.springframework.stereotype.Component;

/** Turns an address into what the suppression list keeps of it: under this installation's own secret, not to be turned back. */
@Component
class AddressHash {

    private final ServerSecrets secrets;

    AddressHash(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    String of(String address) {
        var bytes = address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(secrets.sign("suppression", bytes));
    }
}
