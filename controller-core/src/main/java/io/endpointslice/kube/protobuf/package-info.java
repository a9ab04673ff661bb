/**
 * The API's Protobuf ({@code application/vnd.kubernetes.protobuf}): what the controller needs of each message, field by field;
 * all else is skipped by its length. The numbers of the fields are those of the {@code generated.proto} files of Kubernetes,
 * which never change. Internal to {@code kube}.
 */
@NullMarked
package io.endpointslice.kube.protobuf;

import org.jspecify.annotations.NullMarked;
