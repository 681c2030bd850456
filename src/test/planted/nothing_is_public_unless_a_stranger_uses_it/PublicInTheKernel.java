// red: io.overdub.kernel.PublicInTheKernel
package io.overdub.kernel;

public class PublicInTheKernel {}
