package org.minori.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Tells the senders of this node that there is mail; they look by themselves too, so a lost ring costs a second. */
@Component
class SenderBell {

    private final Semaphore rings = new Semaphore(0);

    void ring() {
        if (rings.availablePermits() == 0) {
            rings.release();
        }
    }

    /** Waits for a ring, but not longer than this. */
    void await(Duration most) throws InterruptedException {
        rings.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    }
}
