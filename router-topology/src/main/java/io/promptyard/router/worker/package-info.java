/**
 * One asynchronous call per dispatch: bounded, restart-safe, never on the stream thread.
 *
 * <p>Two processors of one sub-topology share one store. {@code call-provider} notes a dispatch in it and starts the
 * call; the call's callback only produces the outcome to {@code outcomes.<provider>}, same partition; {@code verdict}
 * takes it from there, decides what follows and leaves a mark in place of the note. Nothing off the stream thread
 * touches a store or a context.
 */
@NullMarked
package io.promptyard.router.worker;

import org.jspecify.annotations.NullMarked;
