package io.promptyard.standalone.demo;

import io.promptyard.model.PromptRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who is sent what, and how. Pure: the same prompts, count and seed give the same plan. Every second prompt goes through
 * the gateway, every second of those as a stream. Two are bound to be refused: one asks for a region where nobody
 * serves, one names a model that always fails.
 */
record DemoPlan(List<Planned> prompts) {
    static final String NOWHERE = "antarctica";

    /** One prompt to send. {@code number} counts from 1; {@code region} empty means anywhere. */
    record Planned(int number, Way way, String text, String model, String region) {}

    DemoPlan {
        prompts = List.copyOf(prompts);
    }

    static DemoPlan of(List<DemoPrompt> all, int count, long seed) {
        List<DemoPrompt> order = new ArrayList<>();
        Random random = new Random(seed);
        while (order.size() < count) {
            List<DemoPrompt> round = new ArrayList<>(all);
            Collections.shuffle(round, random);
            order.addAll(round);
        }
        int regionless = count / 3;
        int failing = 2 * count / 3;
        List<Planned> planned = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String text = order.get(i).prompt();
            if (i == regionless && count > 2) {
                planned.add(new Planned(i + 1, Way.GATEWAY, text, PromptRequest.AUTO, NOWHERE));
            } else if (i == failing && count > 2) {
                planned.add(new Planned(i + 1, Way.PRODUCER, text, DemoScript.ALWAYS_FAILS.toString(), ""));
            } else {
                planned.add(new Planned(i + 1, way(i), text, PromptRequest.AUTO, ""));
            }
        }
        return new DemoPlan(planned);
    }

    private static Way way(int index) {
        return switch (index % 4) {
            case 0 -> Way.GATEWAY;
            case 2 -> Way.GATEWAY_STREAM;
            default -> Way.PRODUCER;
        };
    }
}
