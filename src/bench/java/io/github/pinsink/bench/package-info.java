/** Benchmarks of single parts with JMH; CONTRIBUTING tells how to run them. In the build only with its profile. */
package io.github.pinsink.bench;
