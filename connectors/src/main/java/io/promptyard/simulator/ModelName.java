package io.promptyard.simulator;

import java.util.List;

/**
 * A model name as asked for, taken apart: {@code gpt-4o--slow200--fail500p20} is the model {@code gpt-4o} with two clauses. The
 * clauses begin at the first {@code --} that a known fault word follows, so a model id may itself contain {@code --}.
 *
 * @param asked the whole name, echoed in every answer
 * @param base the name without its clauses
 * @param clauses in order
 * @param unknown words after the first clause that are none; a call with one is refused rather than misread
 */
record ModelName(String asked, String base, List<FaultClause> clauses, List<String> unknown) {

    private static final String JOINT = "--";

    static ModelName parse(String asked) {
        for (var at = asked.indexOf(JOINT); at >= 0; at = asked.indexOf(JOINT, at + 1)) {
            var words = List.of(asked.substring(at + JOINT.length()).split(JOINT));
            if (FaultClause.parse(words.getFirst()).isPresent()) {
                var clauses = words.stream()
                        .flatMap(it -> FaultClause.parse(it).stream())
                        .toList();
                var unknown = words.stream()
                        .filter(it -> FaultClause.parse(it).isEmpty())
                        .toList();
                return new ModelName(asked, asked.substring(0, at), clauses, unknown);
            }
        }
        return new ModelName(asked, asked, List.of(), List.of());
    }
}
