/** Isp, Network → the nodes of an ONNX graph, and the file that holds them. */
package dev.rawline.learning.onnx;
