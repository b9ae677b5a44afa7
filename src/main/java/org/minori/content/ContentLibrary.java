package org.minori.content;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What we say: the door to the e-mails. */
@Service
public class ContentLibrary {

    public Optional<EmailTemplate> email(String key) {
        throw new UnsupportedOperationException();
    }

    public List<EmailTemplate> emails() {
        throw new UnsupportedOperationException();
    }

    /** Renders the current version; {@link RenderingFailed} when it can't be. Parsed templates are cached by version. */
    public RenderedEmail render(String key, RenderRequest request) {
        throw new UnsupportedOperationException();
    }
}
