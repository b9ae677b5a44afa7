package org.minori.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where to lead somebody back to: only a path of this application, since whatever a request says could lead elsewhere. */
public final class OwnPath {

    private OwnPath() {}

    /** The path with its question, where it is one and nothing that a browser reads as a full address. */
    public static Optional<String> of(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(own -> own.startsWith("/")
                        && !own.startsWith("//")
                        && own.chars().allMatch(c -> c > ' ' && c != '\\'));
    }

    /** The path of a full address, whatever its host: where this installation is, the request does not decide. */
    public static Optional<String> ofAddress(@Nullable String address) {
        try {
            var uri = new URI(address == null ? "" : address);
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return of(uri.getRawPath() + query);
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
