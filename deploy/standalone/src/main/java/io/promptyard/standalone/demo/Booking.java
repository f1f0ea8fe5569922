package io.promptyard.standalone.demo;

/** A call in the simulator's books: which attempt it says it was, of which request. */
record Booking(String attemptId, String requestId) {}
