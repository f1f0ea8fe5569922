package io.promptyard.simulator;

import java.util.List;

/**
 * A streamed answer as the events on the wire, each a whole server-sent event. Faults cut between the parts.
 *
 * @param opening before any content
 * @param content one event for each piece of the answer
 * @param closing finish, usage and end marks
 */
record StreamEvents(List<String> opening, List<String> content, List<String> closing) {}
