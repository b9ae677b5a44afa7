package org.minori.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many threads that begin together. */
public final class AtOnce {

    private AtOnce() {}

    /** What each of them answers; the first failure fails the test. */
    public static <T> List<T> call(int threads, IntFunction<Callable<T>> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var answers = new ArrayList<T>();
            for (var done :
                    pool.invokeAll(IntStream.range(0, threads).mapToObj(work).toList())) {
                answers.add(done.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
