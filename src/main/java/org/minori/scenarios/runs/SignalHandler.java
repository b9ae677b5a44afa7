package org.minori.scenarios.runs;

import java.util.List;
import org.minori.scenarios.runs.SignalWorker.Signal;

/** Does what some kinds of signals ask for, in the transaction that takes them away; leaves the others alone. */
interface SignalHandler {

    void work(List<Signal> signals);
}
