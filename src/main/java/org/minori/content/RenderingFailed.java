package org.minori.content;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template can't be rendered or saved: a message key says why, with the line where it is known. */
public class RenderingFailed extends RuntimeException {

    private final String messageKey;
    private final @Nullable Integer line;
    private final transient List<Object> arguments;

    public RenderingFailed(String message) {
        this("content.fault.other", null, message);
    }

    /** The message comes from the message files; its first argument is the line where there is one. */
    public RenderingFailed(String messageKey, @Nullable Integer line, Object... arguments) {
        super(messageKey + Arrays.toString(arguments) + (line == null ? "" : " in line " + line));
        this.messageKey = messageKey;
        this.line = line;
        this.arguments = List.of(arguments);
    }

    public String messageKey() {
        return messageKey;
    }

    public @Nullable Integer line() {
        return line;
    }

    public Object[] arguments() {
        return arguments.toArray();
    }
}
