package org.minori.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The last word on a request that nobody could answer, in plain language and without anything of the inside. */
@Controller
@AllowAnyone
class ErrorPages implements ErrorController {

    private final FailureAnswer answer;

    ErrorPages(FailureAnswer answer) {
        this.answer = answer;
    }

    @RequestMapping("${server.error.path:/error}")
    @Nullable
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        // Whoever opens the address of this page by hand looks for what is not there.
        var failure = new Failure(status instanceof Integer code ? code : 404);
        return answer.to(request, response, path instanceof String text ? text : "/", failure);
    }
}
