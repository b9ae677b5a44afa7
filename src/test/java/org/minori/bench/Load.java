package org.minori.bench;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Runs the same call many times from several threads and says how long it took. */
final class Load {

    private Load() {}

    /** Seconds for the calls numbered 0 to count - 1, spread over the threads; the first failure ends it. */
    static double seconds(int threads, int count, IntConsumer call) throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var next = new AtomicInteger();
            Callable<Void> worker = () -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    call.accept(i);
                }
                return null;
            };
            long start = System.nanoTime();
            var running = new ArrayList<Future<Void>>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(worker));
            }
            for (var future : running) {
                future.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            pool.shutdownNow();
        }
    }
}
