package io.promptyard.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What an input may cost: memory in proportion to its bytes, whatever lengths they promise. */
final class Allowance {
    private static final long ONCE = 32L * 1024 * 1024;
    private static final long FOR_EACH_BYTE = 8 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allowance() {}

    interface Reading {
        void run() throws Exception;
    }

    /** Runs it here; an {@link AssertionError} when it allocates out of all proportion. What it throws goes through. */
    static void check(int bytes, Reading reading) throws Exception {
        long most = ONCE + FOR_EACH_BYTE * bytes;
        long first = allocated(reading);
        // A first run may pay for classes and caches, a second one pays for the input alone.
        if (first > most && allocated(reading) > most) {
            throw new AssertionError("an input of " + bytes + " bytes cost more than " + most + " bytes of memory");
        }
    }

    private static long allocated(Reading reading) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        reading.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
