package io.promptyard.router.learn;

import io.promptyard.model.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes prompts, marked as synthetic, for tasks that public data hardly has. A file of templates has sections {@code [task
 * LABEL]} with one template a line and {@code [slot NAME]} with one value a line; <code>{name}</code> stands for any value
 * of that slot, {@code \n} for a line break, and a line that begins with {@code #} says nothing. The same file gives the
 * same prompts. Immutable; thread-safe.
 */
public final class Templates {
    /** Where rows that were made of templates say they come from. */
    public static final String BENCH = "templates";

    private static final Pattern SLOT = Pattern.compile("\\{([a-z-]+)}");
    private static final int DEEPEST = 4;
    private static final int TRIES = 8;
    private static final long SEED = 7;
    /** They are written as people ask, which benchmarks are not. */
    private static final double WEIGHT = 4;

    private final Map<Task, List<String>> templates;
    private final Map<String, List<String>> slots;

    private Templates(Map<Task, List<String>> templates, Map<String, List<String>> slots) {
        this.templates = templates;
        this.slots = slots;
    }

    /** Throws {@link BadRowException} that says where in {@code source} and what is wrong. */
    public static Templates parse(List<String> lines, String source) {
        Map<Task, List<String>> templates = new LinkedHashMap<>();
        Map<String, List<String>> slots = new HashMap<>();
        List<String> section = null;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            String where = source + ":" + (at + 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[task ") && line.endsWith("]")) {
                section = templates.computeIfAbsent(task(line, where), task -> new ArrayList<>());
            } else if (line.startsWith("[slot ") && line.endsWith("]")) {
                section = slots.computeIfAbsent(name(line), slot -> new ArrayList<>());
            } else if (section == null) {
                throw new BadRowException(where + ": must stand below [task LABEL] or [slot NAME]");
            } else {
                section.add(line.replace("\\n", "\n"));
            }
        }
        Templates parsed = new Templates(templates, slots);
        parsed.check(source);
        return parsed;
    }

    private static Task task(String line, String where) {
        return Task.ofLabel(name(line))
                .orElseThrow(() -> new BadRowException(where + ": must name a task (got " + name(line) + ")"));
    }

    private static String name(String line) {
        return line.substring("[task ".length(), line.length() - 1);
    }

    private void check(String source) {
        if (templates.isEmpty()) {
            throw new BadRowException(source + ": must have a [task LABEL]");
        }
        List<List<String>> all = new ArrayList<>(templates.values());
        all.addAll(slots.values());
        for (List<String> section : all) {
            for (String line : section) {
                Matcher names = SLOT.matcher(line);
                while (names.find()) {
                    if (slots.getOrDefault(names.group(1), List.of()).isEmpty()) {
                        throw new BadRowException(source + ": {" + names.group(1) + "} must have a [slot] with values");
                    }
                }
            }
        }
    }

    /** At most {@code each} different prompts for each task: as many from every template as there are values for. */
    public List<LabelledPrompt> expand(int each) {
        List<LabelledPrompt> rows = new ArrayList<>();
        templates.forEach((task, lines) -> {
            SplittableRandom random = new SplittableRandom(SEED + task.ordinal());
            Set<String> made = new HashSet<>();
            int before = -1;
            while (made.size() < each && made.size() > before) {
                before = made.size();
                for (String line : lines) {
                    for (int tries = 0; tries < TRIES && made.size() < each; tries++) {
                        String prompt = fill(line, random, 0);
                        if (made.add(prompt)) {
                            rows.add(new LabelledPrompt(
                                    BENCH + ":" + task.label() + ":" + made.size(),
                                    prompt,
                                    task,
                                    null,
                                    BENCH,
                                    task.label(),
                                    Map.of(),
                                    WEIGHT));
                            break;
                        }
                    }
                }
            }
        });
        return rows;
    }

    private String fill(String line, SplittableRandom random, int depth) {
        if (depth > DEEPEST) {
            return line;
        }
        Matcher names = SLOT.matcher(line);
        StringBuilder filled = new StringBuilder();
        while (names.find()) {
            List<String> values = slots.getOrDefault(names.group(1), List.of());
            String value = fill(values.get(random.nextInt(values.size())), random, depth + 1);
            names.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        names.appendTail(filled);
        return filled.toString();
    }
}
