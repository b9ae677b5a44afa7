package org.minori.sales.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.sales.Reason;
import org.minori.sales.SalesTask;
import org.minori.sales.SalesTaskId;
import org.minori.sales.SalesTasks;
import org.minori.sales.TaskBoard;
import org.minori.web.AllowScope;
import org.minori.web.InvalidInput;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The task list for a CRM or another system of sales. */
@RestController
@RequestMapping("/api/v1/sales/tasks")
@AllowScope(Scopes.SALES)
class SalesTaskApi {

    private static final int USUAL_PAGE = 100;

    private final TaskBoard board;
    private final SalesTasks tasks;

    SalesTaskApi(TaskBoard board, SalesTasks tasks) {
        this.board = board;
        this.tasks = tasks;
    }

    /** Why a lead comes back. */
    record ReasonRequest(@Nullable String reason) {}

    /** What a deal brought, where it is known. */
    record WonRequest(@Nullable BigDecimal amount) {}

    /** The lead of a task. */
    @Schema(name = "TaskContact")
    record LeadView(
            String id,
            @Nullable String email,
            String name,
            @Nullable String company,
            @Nullable String phone) {}

    /** The user who has a task. */
    @Schema(name = "TaskAssignee")
    record AssigneeView(String id, @Nullable String name) {}

    /** A task in the words of the API. */
    @Schema(name = "SalesTask")
    record TaskView(
            String id,
            LeadView contact,
            @Nullable String scenario,
            Instant createdAt,
            Instant dueAt,
            @Nullable AssigneeView assignee,
            String status,
            @Nullable String team,
            @Nullable String message,
            @Nullable Instant acceptedAt,
            @Nullable Instant closedAt,
            @Nullable String reason,
            @Nullable BigDecimal amount,
            @Nullable Instant scenarioEndedAt) {}

    @Operation(operationId = "listSalesTasks", summary = "Lists the tasks of sales, the newest first.")
    @GetMapping
    PageOf<TaskView> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable ContactId contact,
            @RequestParam(required = false) @Nullable SalesTaskId after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return board.all(status(status), contact, after, PageOf.limit(limit, USUAL_PAGE))
                .map(SalesTaskApi::view);
    }

    private static SalesTask.@Nullable Status status(@Nullable String word) {
        if (word == null) {
            return null;
        }
        for (var status : SalesTask.Status.values()) {
            if (status.name().equals(word.toUpperCase(Locale.ROOT))) {
                return status;
            }
        }
        throw new InvalidInput("status", "sales.statusUnknown");
    }

    @Operation(operationId = "getSalesTask", summary = "Shows a task of sales.")
    @GetMapping("/{id}")
    TaskView get(@PathVariable SalesTaskId id) {
        return view(board.get(id));
    }

    @Operation(operationId = "acceptSalesTask", summary = "Accepts a lead for sales.")
    @PostMapping("/{id}/accept")
    TaskView accept(@PathVariable SalesTaskId id) {
        tasks.accept(id);
        return get(id);
    }

    @Operation(operationId = "returnSalesTask", summary = "Gives a lead back to marketing, with the reason.")
    @PostMapping("/{id}/return")
    TaskView giveBack(@PathVariable SalesTaskId id, @RequestBody(required = false) @Nullable ReasonRequest request) {
        tasks.giveBack(id, reason(request));
        return get(id);
    }

    @Operation(operationId = "winSalesTask", summary = "Marks the deal of a task as won.")
    @PostMapping("/{id}/won")
    TaskView won(@PathVariable SalesTaskId id, @RequestBody(required = false) @Nullable WonRequest request) {
        tasks.won(id, request == null ? null : request.amount());
        return get(id);
    }

    @Operation(operationId = "loseSalesTask", summary = "Marks the deal of a task as lost, with the reason.")
    @PostMapping("/{id}/lost")
    TaskView lost(@PathVariable SalesTaskId id, @RequestBody(required = false) @Nullable ReasonRequest request) {
        tasks.lost(id, reason(request));
        return get(id);
    }

    private static @Nullable Reason reason(@Nullable ReasonRequest request) {
        var text = request == null ? null : request.reason();
        return text == null || text.isBlank() ? null : Reason.of(text);
    }

    private static TaskView view(TaskBoard.Entry entry) {
        var task = entry.task();
        var card = entry.contact();
        return new TaskView(
                task.id().toString(),
                new LeadView(card.id().toString(), card.email(), card.displayName(), card.company(), card.phone()),
                task.scenario(),
                task.createdAt(),
                task.dueAt(),
                task.assignee() == null
                        ? null
                        : new AssigneeView(task.assignee().toString(), entry.assigneeName()),
                task.status().name(),
                task.team(),
                task.message(),
                task.acceptedAt(),
                task.closedAt(),
                task.reason() == null ? null : task.reason().words(),
                task.amount(),
                task.senderEndedAt());
    }
}
