package io.promptyard.standalone.week;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** When which prompt comes: more by day than by night, any time of any of seven days. */
final class WeekSchedule {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final double SWING = 0.8;
    private static final int BUSIEST_HOUR = 14;
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    private WeekSchedule() {}

    /** One coming of a prompt: its number, which of its comings, from 0, and when. */
    record Visit(int prompt, int turn, Instant at) {}

    static List<Visit> draw(int prompts, int times, Instant end, SplittableRandom random) {
        List<Visit> visits = new ArrayList<>(prompts * times);
        for (int turn = 0; turn < times; turn++) {
            for (int prompt = 0; prompt < prompts; prompt++) {
                visits.add(new Visit(prompt, turn, moment(end, random)));
            }
        }
        visits.sort(Comparator.comparing(Visit::at).thenComparing(Visit::prompt).thenComparing(Visit::turn));
        return visits;
    }

    private static Instant moment(Instant end, SplittableRandom random) {
        while (true) {
            Instant drawn = end.minusMillis(1 + random.nextLong(WEEK.toMillis() - 1));
            if (random.nextDouble() * (1 + SWING) < busyness(drawn)) {
                return drawn;
            }
        }
    }

    private static double busyness(Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        double hour = time.getHour() + (double) time.getMinute() / MINUTES;
        return 1 + SWING * Math.cos(2 * Math.PI * (hour - BUSIEST_HOUR) / HOURS);
    }
}
