package io.promptyard.standalone.replay.live;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.equivalence.GroupTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives pairs to the test in the order of the sample, whoever is ready first: else those that take long would come last, and what is found
 * would depend on the speed of models. A prompt that was left ends it, as those after it were not drawn alike any more. Thread-safe.
 */
final class GroupFeed {
    private final GroupTest test;
    private final List<Target> members;
    private final Map<Integer, GroupCase> early = new HashMap<>();
    private int next;

    /** @param members who are held against the reference, in the group's order */
    GroupFeed(GroupTest test, List<Target> members) {
        this.test = test;
        this.members = List.copyOf(members);
    }

    /** Of whom nothing is found yet on the task. */
    synchronized List<Target> open(Task task) {
        return members.stream().filter(member -> test.isOpen(member, task)).toList();
    }

    /** @param index of the prompt in the sample, from 0; each once */
    synchronized void ended(int index, GroupCase ran) {
        early.put(index, ran);
        for (GroupCase due = early.remove(next); due != null; due = early.remove(next)) {
            if (due.end() == GroupCase.End.LEFT) {
                return; // the next is never due
            }
            due.pairs().forEach(pair -> test.compare(pair.member(), pair.task(), pair.score(), pair.reference()));
            next++;
        }
    }
}
