package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.minori.scenarios.authoring.DecisionTable.Row;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.stereotype.Component;

/** Holds a table against the rules of conditions; what it lets through can be decided by. */
@Component
class DecisionTableCheck {

    private static final String KEY = "[a-z0-9][a-z0-9-]{0,63}";
    private static final String ANSWER = "[\\p{L}\\p{N}_.\\- ]{1,64}";
    private static final int LONGEST_NAME = 100;
    private static final int MOST_ROWS = 100;

    private final StepCatalogue catalogue;
    private final Choices choices;

    DecisionTableCheck(StepCatalogue catalogue, Choices choices) {
        this.catalogue = catalogue;
        this.choices = choices;
    }

    void check(String key, String name, List<Row> rows, String otherwise) {
        var faults = new ArrayList<FieldError>();
        if (!key.matches(KEY) || key.equals("new")) {
            faults.add(new FieldError("key", "authoring.table.error.key"));
        }
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            faults.add(new FieldError("name", "authoring.table.error.name", LONGEST_NAME));
        }
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            faults.add(new FieldError("rows", "authoring.table.error.rows", MOST_ROWS));
        }
        if (!otherwise.strip().matches(ANSWER)) {
            faults.add(new FieldError("otherwise", "authoring.table.error.answer"));
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).then().matches(ANSWER)) {
                faults.add(new FieldError("rows[" + i + "].then", "authoring.table.error.answer"));
            }
            faults.addAll(conditionFaults("rows[" + i + "].when", rows.get(i).when()));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    /** Results of steps are unknown here, so that a table means the same in every scenario. */
    private List<FieldError> conditionFaults(String field, String when) {
        var problems = new Problems();
        var flow = new Diagram.Flow(field, "", "", "", "", Map.of());
        new ConditionReader(Map.of(), catalogue, choices, problems).read(flow, when);
        return problems.inOrder(Map.of()).stream()
                .map(problem -> new FieldError(
                        field, problem.messageKey(), problem.arguments().toArray()))
                .toList();
    }
}
