FROM python:3.13-slim-bookworm AS build

COPY requirements/run.txt /tmp/run.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/run.txt

FROM python:3.13-slim-bookworm

# A user with a name, without which PostgreSQL's own programs do not start.
RUN useradd --system --uid 10001 --no-create-home --home-dir /data verbatim \
    && install --directory --owner=10001 --mode=0700 /data
COPY --from=build /venv /venv
COPY . /app

# Static files are collected at the start: doing it here would put one secret key,
# which the settings need, into every copy of this image.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 VAR_DIR=/data
WORKDIR /app
USER 10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0"]
