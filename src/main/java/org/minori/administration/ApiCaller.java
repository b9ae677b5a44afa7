package org.minori.administration;

import java.util.Set;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Which API key a request came with. */
record ApiCaller(long keyId, String keyName, Set<String> scopes) implements AuthenticatedPrincipal {

    @Override
    public String getName() {
        return keyName;
    }
}
