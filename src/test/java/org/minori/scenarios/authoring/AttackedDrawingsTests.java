package org.minori.scenarios.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.minori.scenarios.authoring.Problem.Severity;

/** Every file in the folder of attacks says in its first comment at which element it must be refused. */
@Timeout(10)
class AttackedDrawingsTests {

    private static final Pattern REFUSED_AT = Pattern.compile("refused at: (.+?) -->");

    static List<Path> attacks() {
        return Drawings.in("attacks");
    }

    static List<Path> elsewhere() {
        return Drawings.in("elsewhere");
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(attacks()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isRefusedWithItsElementNamed(Path attack) {
        var text = Drawings.text(attack);
        var place = REFUSED_AT.matcher(text);
        assertThat(place.find()).isTrue();
        var compiler = Drawings.compiler();

        if (place.group(1).equals("not a drawing")) {
            assertThatThrownBy(() -> compiler.compile("attack", text.getBytes(UTF_8)))
                    .isInstanceOf(NotADrawing.class);
            return;
        }
        var compilation = compiler.compile("attack", text.getBytes(UTF_8));

        assertThat(compilation.publishable()).isFalse();
        var wanted = place.group(1).equals("nothing") ? null : place.group(1);
        assertThat(compilation.problems())
                .filteredOn(problem -> problem.severity() == Severity.ERROR)
                .extracting(Problem::element)
                .contains(wanted);
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void aDiagramDrawnElsewhereIsAnsweredWithProblems(Path drawing) throws Exception {
        var compilation = Drawings.compiler().compile("elsewhere", Files.readAllBytes(drawing));

        assertThat(compilation.publishable()).isFalse();
        assertThat(compilation.problems())
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem.element()).isNotNull());
    }

    @Test
    void nothingIsFetchedForADrawing() throws Exception {
        var hits = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            hits.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            for (var attack : attacks()) {
                var text = Drawings.text(attack)
                        .replace(
                                "127.0.0.1:9",
                                "127.0.0.1:" + server.getAddress().getPort());
                try {
                    Drawings.compiler().compile("attack", text.getBytes(UTF_8));
                } catch (NotADrawing refused) {
                    // Some are.
                }
            }
        } finally {
            server.stop(0);
        }

        assertThat(hits).hasValue(0);
    }

    @Test
    void aFileOfTheGreatestSizeIsAnsweredQuickly() {
        var huge = Drawings.good("one-mail")
                .replace("value=\"document-thanks\"", "value=\"" + "x".repeat(1_900_000) + "\"");
        var started = System.nanoTime();

        assertThat(Drawings.problems(huge)).isNotEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        assertThatThrownBy(() -> Drawings.problems(huge + " ".repeat(300_000))).isInstanceOf(NotADrawing.class);
    }

    @Test
    void whatIsNotADrawingIsSaidToBeNone() {
        for (var text :
                List.of("", "hello", "<a", "<html/>", "{\"a\":1}", "<?xml version=\"1.1\"?><a>&#1;</a>", "\0\0")) {
            assertThatThrownBy(() -> Drawings.problems(text)).as(text).isInstanceOf(NotADrawing.class);
        }
    }
}
