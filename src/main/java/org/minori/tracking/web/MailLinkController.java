package org.minori.tracking.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.minori.tracking.MailResponses;
import org.minori.web.AllowAnyone;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The links and the picture of a mail. Nothing of the address but its token counts, and every token that is not ours gets
 * the same answer.
 */
@Controller
@AllowAnyone
class MailLinkController {

    static final byte[] PIXEL = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final byte[] GONE = """
            <!DOCTYPE html>
            <html lang="ja">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
            <title>ページが見つかりません / Page not found</title></head>
            <body>
            <h1>ページが見つかりません</h1>
            <p>このリンクは使えません。メールのリンクが途中で切れていないかご確認ください。</p>
            <h1 lang="en">Page not found</h1>
            <p lang="en">This link does not work. Please check that it was not cut off in the mail.</p>
            </body>
            </html>
            """.getBytes(StandardCharsets.UTF_8);

    private final MailResponses responses;

    MailLinkController(MailResponses responses) {
        this.responses = responses;
    }

    @GetMapping("/c/{token}")
    ResponseEntity<byte[]> click(@PathVariable String token, HttpServletRequest request) {
        return responses
                .click(token, Requests.hit(request))
                .map(target -> unseen(HttpStatus.FOUND)
                        .header(HttpHeaders.LOCATION, target)
                        .header("Referrer-Policy", "no-referrer")
                        .body(new byte[0]))
                .orElseGet(MailLinkController::gone);
    }

    @GetMapping("/o/{token}")
    ResponseEntity<byte[]> open(@PathVariable String token, HttpServletRequest request) {
        return responses.open(token, Requests.hit(request))
                ? unseen(HttpStatus.OK).contentType(MediaType.IMAGE_GIF).body(PIXEL)
                : gone();
    }

    private static ResponseEntity<byte[]> gone() {
        return unseen(HttpStatus.NOT_FOUND)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(GONE);
    }

    private static ResponseEntity.BodyBuilder unseen(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("X-Robots-Tag", "noindex");
    }
}
