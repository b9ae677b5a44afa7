package org.minori.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

class PageFailuresTests {

    private final StaticMessageSource messages = new StaticMessageSource();
    private final Texts texts = new Texts(messages);
    private final PageFailures failures = new PageFailures(new FailureAnswer(texts), texts);
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private static final class NoSuchTown extends NotFound {
        NoSuchTown(String name) {
            super("test.noSuchTown", name);
        }
    }

    @BeforeEach
    void speakEnglish() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        messages.addMessage("test.noSuchTown", Locale.ENGLISH, "There is no town called {0}.");
        messages.addMessage("test.tooLong", Locale.ENGLISH, "At most {0} letters.");
    }

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private ModelAndView answer(String path, Exception exception) {
        var request = new MockHttpServletRequest("GET", path);
        request.addHeader("Accept", MediaType.TEXT_HTML_VALUE);
        return failures.resolveException(request, response, null, exception);
    }

    @Test
    void whatIsNotThereIsNamedOnAPage() {
        var page = answer("/towns/oz", new NoSuchTown("Oz"));

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(page.getViewName()).isEqualTo("web/error");
        assertThat(((Failure) page.getModel().get("failure")).text()).isEqualTo("There is no town called Oz.");
    }

    @Test
    void everyFaultOfAnInputIsNamed() {
        var page = answer("/towns", new InvalidInput("name", "test.tooLong", 10));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(((Failure) page.getModel().get("failure")).faults()).containsExactly("At most 10 letters.");
    }

    @Test
    void theApiAndRealFailuresAreLeftToOthers() {
        assertThat(answer("/api/v1/towns", new NoSuchTown("Oz"))).isNull();
        assertThat(answer("/towns", new IllegalStateException())).isNull();
    }
}
