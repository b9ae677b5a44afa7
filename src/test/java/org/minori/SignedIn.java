package org.minori;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.Arrays;
import org.minori.web.Role;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Who makes a request in a test: somebody with roles and without a row of their own, or another system with every scope. */
public final class SignedIn {

    private SignedIn() {}

    public static RequestPostProcessor as(Role... roles) {
        return user("somebody@example.com")
                .roles(Arrays.stream(roles).map(Role::name).toArray(String[]::new));
    }

    public static RequestPostProcessor asSystem() {
        return request -> {
            request.addHeader("Authorization", "Bearer the-key-of-all-tests-with-every-scope");
            return request;
        };
    }
}
