package org.minori.web;

import java.util.List;

/** Input that can't be taken, with every fault named: 400 or 422 for the API, beside the fields for people. Nothing was changed. */
public class InvalidInput extends RuntimeException {

    private final List<FieldError> errors;
    private final int status;

    /** One fault of one field; the message comes from the message files. */
    public record FieldError(String field, String messageKey, List<Object> arguments) {

        public FieldError(String field, String messageKey, Object... arguments) {
            this(field, messageKey, List.of(arguments));
        }
    }

    public InvalidInput(List<FieldError> errors) {
        this(errors, 400);
    }

    private InvalidInput(List<FieldError> errors, int status) {
        super(errors.toString());
        this.errors = List.copyOf(errors);
        this.status = status;
    }

    /** Input that is well formed but can't be done: 422 for the API. */
    public static InvalidInput unprocessable(List<FieldError> errors) {
        return new InvalidInput(errors, 422);
    }

    public InvalidInput(String field, String messageKey, Object... arguments) {
        this(List.of(new FieldError(field, messageKey, arguments)));
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** What the API answers: 400 or 422. */
    public int status() {
        return status;
    }
}
