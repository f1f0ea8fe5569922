/**
 * What the running system is seen to do, for decisions: a plain follower of {@code attempts} keeps bounded figures of
 * targets, providers and tasks, and hands out snapshots of them.
 */
@NullMarked
package io.promptyard.router.live;

import org.jspecify.annotations.NullMarked;
