package io.promptyard.standalone.experiments.page;

import io.promptyard.router.replay.report.Move;
import io.promptyard.standalone.experiments.Words;
import io.promptyard.standalone.experiments.page.Html.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where prompts went against where they would go; what is rare is put together. */
final class MoveMatrix {
    private static final int MOST = 10;
    private static final String OTHERS = "all others";

    private final List<String> places;
    private final Map<List<String>, Long> counts = new HashMap<>();

    MoveMatrix(List<Move> moves) {
        Map<String, Long> weight = new HashMap<>();
        for (Move move : moves) {
            Stream.of(Words.target(move.from()), Words.target(move.to()))
                    .forEach(place -> weight.merge(place, move.count(), Long::sum));
        }
        List<String> frequent = weight.keySet().stream()
                .sorted(Comparator.comparing((String place) -> -weight.get(place))
                        .thenComparing(place -> place))
                .toList();
        places = new ArrayList<>(frequent.subList(0, Math.min(frequent.size(), MOST)));
        if (frequent.size() > MOST) {
            places.add(OTHERS);
        }
        for (Move move : moves) {
            List<String> cell = List.of(known(Words.target(move.from())), known(Words.target(move.to())));
            counts.merge(cell, move.count(), Long::sum);
        }
    }

    private String known(String place) {
        return places.contains(place) ? place : OTHERS;
    }

    void write(Html page) {
        List<Cell> head = new ArrayList<>(List.of(Cell.text("from ↓ to →")));
        places.forEach(place -> head.add(new Cell("n c", place.replaceFirst("/", "/\n"))));
        List<List<Cell>> rows = new ArrayList<>();
        for (String from : places) {
            List<Cell> row = new ArrayList<>(List.of(Cell.code(from)));
            for (String to : places) {
                long count = counts.getOrDefault(List.of(from, to), 0L);
                boolean stays = from.equals(to) && !from.equals(OTHERS);
                String kind = stays ? "n stay" : count > 0 ? "n moved" : "n";
                row.add(new Cell(kind, count == 0 ? "·" : Words.count(count)));
            }
            rows.add(row);
        }
        page.table("Prompts from target to target; on the diagonal those that stay", head, rows);
    }
}
