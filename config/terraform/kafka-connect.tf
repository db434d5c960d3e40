# Any Connect cluster with a REST API. The config is that of ../web-shop-orders.json.
terraform {
  required_providers {
    kafka-connect = {
      source = "Mongey/kafka-connect"
    }
  }
}

provider "kafka-connect" {
  url = "http://localhost:8083"
}

locals {
  connector = jsondecode(file("${path.module}/../web-shop-orders.json"))
}

resource "kafka-connect_connector" "pinterest" {
  name   = local.connector.name
  config = merge(local.connector.config, { "name" = local.connector.name })
}
