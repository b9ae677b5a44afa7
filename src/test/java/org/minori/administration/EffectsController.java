package org.minori.administration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.minori.web.AllowScope;
import org.minori.web.Conflict;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.minori.web.NotFound;
import org.minori.web.Scopes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A part of the API that exists in tests alone: each call leaves one countable row, or fails as it is told. */
@RestController
@AllowScope(Scopes.ADMIN)
class EffectsController {

    static final String PATH = "/api/v1/test-effects";

    private final Notices notices;

    EffectsController(Notices notices) {
        this.notices = notices;
    }

    record Effect(@NotBlank String user, String then, Map<String, Object> fields) {}

    record Happened(String id) {}

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.CREATED)
    Happened happen(@Valid @RequestBody Effect effect) {
        var id = UUID.randomUUID().toString();
        notices.tell(UserId.of(effect.user()), id, "effect", "/");
        if ("fail".equals(effect.then())) {
            throw new IllegalStateException("secret detail of the inside");
        }
        if ("conflict".equals(effect.then())) {
            throw new Taken();
        }
        if ("refuse".equals(effect.then())) {
            throw InvalidInput.unprocessable(
                    List.of(new FieldError("user", "administration.users.notFound", effect.user())));
        }
        return new Happened(id);
    }

    @GetMapping(PATH + "/{id}")
    Happened find(@PathVariable long id, @RequestParam int times) {
        throw new Missing(id + times);
    }

    private static final class Taken extends Conflict {
        private Taken() {
            super("administration.users.emailTaken");
        }
    }

    private static final class Missing extends NotFound {
        private Missing(long id) {
            super("administration.users.notFound", id);
        }
    }
}
