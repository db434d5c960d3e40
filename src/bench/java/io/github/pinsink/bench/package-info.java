/** Benchmarks of single parts with JMH; CONTRIBUTING says how to run them. They have a build file of their own. */
package io.github.pinsink.bench;
