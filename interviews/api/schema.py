from drf_spectacular.openapi import AutoSchema


class OperationSchema(AutoSchema):
    pass


def describe_the_whole(result, **kwargs):
    return result
