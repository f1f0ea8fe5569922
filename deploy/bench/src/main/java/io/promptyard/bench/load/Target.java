package io.promptyard.bench.load;

/** What load is put on. Calls may come from any thread and must not block it for long. */
public interface Target extends AutoCloseable {

    /** Is told how a call ended, once, on any thread. */
    interface Ending {
        void answered();

        void failed();
    }

    void call(int number, Ending ending);

    @Override
    void close();
}
