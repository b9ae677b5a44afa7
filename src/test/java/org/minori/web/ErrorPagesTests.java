package org.minori.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@MinoriTest
class ErrorPagesTests {

    @Autowired
    MockMvc browser;

    private static MockHttpServletRequestBuilder failed(int status, String path) {
        return get("/error")
                .with(user("aoi@example.jp").roles("MARKETER"))
                .with(request -> {
                    request.setDispatcherType(DispatcherType.ERROR);
                    return request;
                })
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, path);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 413, 418, 429, 500, 503})
    void everyFailureSaysInBothLanguagesThatNothingWasChanged(int failure) throws Exception {
        browser.perform(failed(failure, "/contacts").accept(MediaType.TEXT_HTML).header("Accept-Language", "ja"))
                .andExpect(status().is(failure))
                .andExpect(content().string(containsString("何も変更されていません")))
                .andExpect(content().string(not(containsString("??"))));
        browser.perform(failed(failure, "/contacts").accept(MediaType.TEXT_HTML).header("Accept-Language", "en"))
                .andExpect(status().is(failure))
                .andExpect(content().string(containsString("othing was changed")));
    }

    @Test
    void aPartOfAPageGetsAShortMessageInTheCorner() throws Exception {
        browser.perform(failed(404, "/contacts/1").header("HX-Request", "true").header("Accept-Language", "en"))
                .andExpect(status().isNotFound())
                .andExpect(header().string("HX-Retarget", "#toasts"))
                .andExpect(content().string(containsString("role=\"alert\"")))
                .andExpect(content().string(not(containsString("<html"))));
    }

    @Test
    void aProgramGetsAProblemAndNeverAPage() throws Exception {
        browser.perform(failed(413, "/api/v1/imports").accept(MediaType.ALL))
                .andExpect(status().is(413))
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(413))
                .andExpect(jsonPath("$.title").isNotEmpty())
                .andExpect(jsonPath("$.failure").doesNotExist());
    }

    @Test
    void whoAsksForNoPageHearsTheStatusAlone() throws Exception {
        browser.perform(failed(404, "/actuator/nothing").accept(MediaType.ALL))
                .andExpect(status().isNotFound())
                .andExpect(forwardedUrl(null))
                .andExpect(content().string(""));
    }
}
