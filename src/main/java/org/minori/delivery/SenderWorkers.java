package org.minori.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps the connections to the mail server at work; when Minori stops, each finishes the mail it is sending and gives the rest back. */
@Component
@ConditionalOnProperty(name = "minori.workers", havingValue = "true", matchIfMissing = true)
class SenderWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SenderWorkers.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private final Sender sender;
    private final SenderBell bell;
    private final DeliverySettings settings;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    SenderWorkers(Sender sender, SenderBell bell, DeliverySettings settings) {
        this.sender = sender;
        this.bell = bell;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        running = true;
        int left = sender.takeUpWhatWasLeft();
        if (left > 0) {
            LOG.info("Taking up {} mails that were left when Minori stopped", left);
        }
        for (int number = 1; number <= settings.connections(); number++) {
            String name = Integer.toString(number);
            var thread = new Thread(() -> run(name), "sender-" + name);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void run(String name) {
        try (var line = sender.line(name, () -> !running)) {
            while (running) {
                turn(line);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(SendingLine line) throws InterruptedException {
        try {
            if (line.work() == 0) {
                bell.await(LOOK_AGAIN);
            }
        } catch (RuntimeException failure) {
            if (running) {
                LOG.error("Sending stopped for a moment", failure);
                Thread.sleep(AFTER_A_FAILURE.toMillis());
            }
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        try {
            for (var thread : threads) {
                thread.join(Math.max(
                        1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
