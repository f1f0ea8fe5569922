package io.promptyard.standalone.demo;

import io.promptyard.standalone.demo.DemoPlan.Planned;

/** A way to send a prompt and see its end. Thread-safe. */
interface Lane {

    /** Sends and waits: for a virtual thread. Never throws for what can go wrong on the way: that is in the result. */
    Delivered deliver(Planned planned) throws InterruptedException;
}
