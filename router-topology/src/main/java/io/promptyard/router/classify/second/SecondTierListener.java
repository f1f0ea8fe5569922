package io.promptyard.router.classify.second;

/** Is told what a second tier does. Must be thread-safe, and quick. */
public interface SecondTierListener {
    /** Is told, and does nothing. */
    SecondTierListener NONE = new SecondTierListener() {
        @Override
        public void passed() {}

        @Override
        public void answered(long nanos) {}

        @Override
        public void failed(long nanos) {}
    };

    /** The first tier was sure enough, or the second knows too little of what it would have to choose from. */
    void passed();

    /** The second tier was asked and answered. */
    void answered(long nanos);

    /** It was asked and could not answer: the first tier's answer stands. */
    void failed(long nanos);
}
