package io.trailhouse.bench;

/**
 * What a step took, and what came out of it.
 *
 * @param seconds wall time
 * @param cpuSeconds time of all threads of the process
 * @param heapPeak most bytes in use in the heap's pools, each at its own peak
 * @param rssPeak most bytes of memory of the process
 * @param outcome what came out
 */
record Measurement(
    double seconds, double cpuSeconds, long heapPeak, long rssPeak, Outcome outcome) {}
