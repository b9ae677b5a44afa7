package org.minori.sales;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.minori.web.InvalidInput;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What sales says of the leads that it was given. Each word is a transaction that holds the lead first, so that of two contradicting words one is refused. */
@Service
@Transactional
public class SalesTasks {

    private static final BigDecimal LARGEST = new BigDecimal("9999999999999999");

    private final SalesTaskTable tasks;
    private final Leads leads;
    private final Decisions decisions;

    SalesTasks(SalesTaskTable tasks, Leads leads, Decisions decisions) {
        this.tasks = tasks;
        this.leads = leads;
        this.decisions = decisions;
    }

    /** Takes the lead: from now on it is an SQL, and whoever accepts it is in charge. */
    public SalesTask accept(SalesTaskId id) {
        return decide(id, SalesOutcome.ACCEPTED, null, null);
    }

    /** Gives the lead back to marketing. */
    public SalesTask giveBack(SalesTaskId id, @Nullable Reason reason) {
        return decide(id, SalesOutcome.RETURNED, required(reason), null);
    }

    /** The lead has bought. */
    public SalesTask won(SalesTaskId id, @Nullable BigDecimal amount) {
        if (amount != null && (amount.signum() < 0 || amount.compareTo(LARGEST) > 0)) {
            throw new InvalidInput("amount", "sales.amountInvalid");
        }
        return decide(id, SalesOutcome.WON, null, amount);
    }

    /** The deal came to nothing: marketing takes the lead back with the reason. */
    public SalesTask lost(SalesTaskId id, @Nullable Reason reason) {
        return decide(id, SalesOutcome.LOST, required(reason), null);
    }

    private SalesTask decide(
            SalesTaskId id, SalesOutcome outcome, @Nullable Reason reason, @Nullable BigDecimal amount) {
        var contact = get(id).contact();
        var lead = leads.hold(contact);
        decisions.bySales(lead, get(id), outcome, reason, amount);
        return get(id);
    }

    private SalesTask get(SalesTaskId id) {
        return tasks.find(id).orElseThrow(() -> new SalesTaskNotFound(id));
    }

    private static Reason required(@Nullable Reason reason) {
        if (reason == null) {
            throw new InvalidInput("reason", "sales.reasonMissing");
        }
        if (reason.code() == Reason.Code.OTHER && reason.detail() == null) {
            throw new InvalidInput("reason", "sales.detailMissing");
        }
        return reason;
    }
}
