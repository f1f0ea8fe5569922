package io.promptyard.simulator;

/** What reading a request's body came to. */
sealed interface Reading {

    record Understood(Ask ask) implements Reading {}

    record Refused(WireError error) implements Reading {}
}
