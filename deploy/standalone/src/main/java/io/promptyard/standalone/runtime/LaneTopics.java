package io.promptyard.standalone.runtime;

import io.promptyard.topic.RouterTopics;

/** A lane with its topics as they stand, and bound to their serdes. */
record LaneTopics(Lane lane, Topics standing, RouterTopics bound) {}
